// A receiver's check of a message by the library that Standard Webhooks publishes for JavaScript.
//
// node verify.cjs <whsec_ secret> <webhook-id> <webhook-timestamp> <webhook-signature> <file with the body>
// The library is found by NODE_PATH: npm install standardwebhooks@1.0.0
const { readFileSync } = require("node:fs");
const { Webhook, WebhookVerificationError } = require("standardwebhooks");

const [secret, id, timestamp, signature, file] = process.argv.slice(2);
try {
  new Webhook(secret).verify(readFileSync(file, "utf8"), {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signature,
  });
  console.log("v1");
} catch (error) {
  console.log(error instanceof WebhookVerificationError ? "refused" : String(error));
}
