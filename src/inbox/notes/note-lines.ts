/** Lines that a mail program wrapped are one. */
export function paragraphs(own: string): readonly string[] {
  const lines: string[] = [];
  for (const line of own.split(/\r\n|\n|\r/).map((one) => one.trim())) {
    const before = lines.at(-1);
    if (line === '' || /^[-_*=—]{1,}$/.test(line)) lines.push('');
    else if (before !== undefined && before.length > 50 && !/[.!:,。]$/.test(before))
      lines[lines.length - 1] = `${before} ${line}`;
    else lines.push(line);
  }
  return lines.filter((line) => line !== '');
}

/** The dot of a short word ends none, and that of a day only where no month follows. */
export const sentencesOf = (line: string): readonly string[] =>
  line
    .split(
      /(?<=(?<!(?<!\p{L})(?:[Tt]el|[Pp]uh|[Tt]alr|[Ττ]ηλ|Mgr|Ing|Prof|[Dd]ott|[Ss]ig|Dra|Sra|Avv|Geom|Inż|Mrs|Dipl|інж|инж|тел|вул|проф|[JM]UDr|MVDr|PhDr|RNDr|PaedDr|adw|mec|tel|доб|дод|каб|внутр|внутр|вътр|wewn|kl|br)\.)(?<=\p{L}{3}\)?[.!])|\p{L}{3} !|\p{Nd}{4}[.!]|[。！])\s+(?=\P{Ll})|(?<=\p{Nd} d\.)\s+(?=\p{Lu})|\s[/|]\s|(?<=(?<!\p{L})(?!(?:dr|nr|no|tf|kl|hr|fr|ul|al|av|pl|st|gr|ca|sr|np|pn|wt|cz|pt|sb|nd|po|út|st|čt|pá|so|ne|ma|di|wo|do|vr|za|zo|mo|mi|sa|пн|вт|ср|чт|пт|сб|вс|нд|ул|пл|им|ст|др|гр)[.!])\p{Ll}{2}[.!])\s+(?=\p{Lu}\p{Ll})|(?<=\p{Nd}[.!])\s+(?=\p{Lu})(?!Jan|Feb|Mar|Mär|Apr|Ma[iy]|Jun|Jul|Aug|Sep|Okt|Oct|Nov|Dez|Dec)/u,
    )
    .filter((one) => one.trim() !== '');

/** Nothing in it says when or whom to ask, or it is one sentence without greeting or signature. */
export const isBare = (own: string): boolean =>
  !/[\p{Nd}@]/u.test(own) || (paragraphs(own).length === 1 && sentencesOf(own).length === 1);
