// Signs a URL as @aws-sdk/s3-request-presigner does. Input (stdin): JSON; output: JSON.
import { GetObjectCommand, PutObjectCommand, S3Client, UploadPartCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { text } from "node:stream/consumers";

const { endpoint, accessKey, secretKey, bucket, key, kind, uploadId, contentType, sha256, strict } = JSON.parse(await text(process.stdin));
const client = new S3Client({
  endpoint, region: "us-east-1", forcePathStyle: true, credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  ...(strict ? { requestChecksumCalculation: "WHEN_REQUIRED" } : {}),
});
const target = { Bucket: bucket, Key: key };
const command = {
  get: () => new GetObjectCommand({ ...target, ResponseContentDisposition: 'attachment; filename="a b+c.jpg"' }),
  put: () => new PutObjectCommand({ ...target, ContentType: contentType, ChecksumSHA256: sha256 }),
  part: () => new UploadPartCommand({ ...target, UploadId: uploadId, PartNumber: 1 }),
}[kind]();
const options = strict
  ? { unhoistableHeaders: new Set(["x-amz-checksum-sha256"]), signableHeaders: new Set(["host", "content-type"]) }
  : {};
console.log(JSON.stringify({ url: await getSignedUrl(client, command, { expiresIn: 600, ...options }) }));
