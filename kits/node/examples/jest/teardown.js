export default async function teardown() {
  await globalThis.scopix.stop();
}
