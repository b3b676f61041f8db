/** The part of nunjucks that we use: its parser. Nodes are read through `TemplateNode`. */
declare module 'nunjucks/src/parser.js' {
  const parser: { parse(source: string): unknown };
  export default parser;
}
