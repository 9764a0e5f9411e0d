
export default globalThis.markdownit;
