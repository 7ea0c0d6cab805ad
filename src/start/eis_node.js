// JavaScript, so that any Node can read it. An older Node would only complain about the unknown extension
// .ts.
const NODIG = 26;

if (Number.parseInt(process.versions.node, 10) < NODIG) {
  console.error(
    `LeerID vraagt Node ${NODIG} of nieuwer; dit is ${process.version}. Installeer die, of roep LeerID op met npx of npm run in zijn map.`,
  );
  process.exit(1);
}
