// A provider for the node that `cargo xtask test --only journeys-provider` starts: its address is the
// first argument, and the second the folder for the node's configuration. Ends with its input.
import { PROOFS } from './steps/accounts.mjs';
import { configured, providerOf } from './steps/provider.mjs';

const [node, folder] = process.argv.slice(2);
const provider = await providerOf(node);
await configured(folder, provider.issuer, {
  acr_low: [PROOFS['text message']],
  acr_substantial: [PROOFS.face],
  acr_high: [PROOFS['identity card']],
});
console.log(`provider at ${provider.issuer}`);
process.stdin.resume().once('end', () => process.exit());
