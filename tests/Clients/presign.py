"""Signs a URL as boto3 does with SigV4. Input (stdin): JSON; output: JSON."""
import json
import sys

import boto3
from botocore.config import Config

given = json.load(sys.stdin)
client = boto3.client(
    "s3", endpoint_url=given["endpoint"], region_name="us-east-1",
    aws_access_key_id=given["accessKey"], aws_secret_access_key=given["secretKey"],
    config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))
target = {"Bucket": given["bucket"], "Key": given["key"]}
operation, more = {
    "get": ("get_object", {"ResponseContentDisposition": 'attachment; filename="a b+c.jpg"'}),
    "put": ("put_object", {"ContentType": given["contentType"], "ChecksumSHA256": given["sha256"]}),
    "part": ("upload_part", {"UploadId": given["uploadId"], "PartNumber": 1}),
}[given["kind"]]
print(json.dumps({"url": client.generate_presigned_url(operation, Params={**target, **more}, ExpiresIn=600)}))
