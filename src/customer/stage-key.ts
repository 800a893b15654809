/** The company's stage name, however it is written, as policy and usual times know it. */
export const stageKey = (name: string): string => name.trim().toLowerCase();
