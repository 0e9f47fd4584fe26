// The files that the clients of this folder upload.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const read = name => readFileSync(new URL(`../../../fixtures/media/${name}`, import.meta.url));

export const photo = read("photo.jpg");
export const notes = read("guide.md");

/** A picture of just over 5 MiB, so that it is sent in two parts. */
export const poster = Buffer.concat([photo, Buffer.alloc(5 * 1024 * 1024)]);

export const sha256 = bytes => createHash("sha256").update(bytes).digest("hex");
