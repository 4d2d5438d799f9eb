// Starts the installed Azurite (AZURITE_ENTRY) so that it outlives the host that started it, and ends it on request.
"use strict";
const fs = require("node:fs");

// Output goes to a file: a pipe to a host that was killed would break, and Azurite with it.
const log = fs.openSync(process.env.AZURITE_LOG, "a");
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk, encoding, done) => {
    fs.writeSync(log, chunk);
    const callback = typeof encoding === "function" ? encoding : done;
    if (callback) process.nextTick(callback);
    return true;
  };
}

// Ctrl+C and a closed terminal reach the whole process group. The host still has records to write then, so only the host ends us.
const register = process.once;
process.once = (event, listener) => (event === "SIGINT" ? process : register.call(process, event, listener));
process.on("SIGINT", () => {});
process.on("SIGHUP", () => {});

// A file as the request to end works for whoever found this instance, and on systems without signals. SIGTERM flushes and closes.
const poll = setInterval(() => {
  if (fs.existsSync(process.env.AZURITE_STOP)) {
    clearInterval(poll);
    process.emit("SIGTERM");
  }
}, 100);
poll.unref();

require(process.env.AZURITE_ENTRY);
