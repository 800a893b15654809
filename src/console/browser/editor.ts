// The template editor of the console; bundled by build-assets.mjs.
export {};
