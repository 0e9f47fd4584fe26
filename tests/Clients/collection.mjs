// Sends a Postman collection with newman, and prints how many requests were sent and what failed.
// newman's own command sometimes prints its result and does not end (6.2.2 with Node 20), so the process is ended here.
import { readFileSync } from "node:fs";
import newman from "newman";

const { collection, workingDir, variables } = JSON.parse(readFileSync(0, "utf8"));
const envVar = Object.entries(variables).map(([key, value]) => ({ key, value }));

newman.run({ collection, workingDir, envVar, reporters: [] }, (error, summary) => {
  const failures = summary?.run.failures.map(failure => `${failure.source?.name}: ${failure.error.message}`) ?? [];
  const result = { sent: summary?.run.executions.length ?? 0, failures: error ? [...failures, error.message] : failures };
  process.stdout.write(JSON.stringify(result), () => process.exit(0));
});
