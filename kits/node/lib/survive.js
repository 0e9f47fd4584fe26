import { SurvivalError } from './errors.js';

const HANG_AFTER = 45_000;
const LONGEST_OUTPUT = 100_000;
const GOOD_VERDICTS = ['survived', 'failed_legibly'];

// One kind of trouble at one call of a client. It can be run as often as one likes, each time with a fresh tenant.
export class SurvivalExperiment {
  #scopix;
  #control;
  #client;
  #clean;
  #hangAfter;

  constructor(scopix, control, client, { plan, clean, hangAfter }) {
    this.#scopix = scopix;
    this.#control = control;
    this.#client = client;
    this.#clean = clean;
    this.#hangAfter = hangAfter;
    this.plan = plan;
    this.id = plan.id;
    this.description = plan.description;
  }

  // Runs the client under the trouble, and returns the verdict.
  async run() {
    const tenant = this.#scopix.tenant();
    if (this.plan.clock_seconds) await tenant.clock.advance({ seconds: this.plan.clock_seconds });
    for (const fault of this.plan.faults) await tenant.faults.add(fault);
    const end = await runClient(this.#client, tenant, this.#hangAfter);
    return this.#control.call(tenant.apiKey, 'POST', 'survive/verdict', { experiment: this.plan, clean: this.#clean, ...end });
  }

  // Runs the client under the trouble, and fails unless it survived, or failed with a message that names the trouble.
  async check() {
    const verdict = await this.run();
    if (verdict.hits > 0 && !GOOD_VERDICTS.includes(verdict.verdict)) throw new SurvivalError(this.plan, verdict);
    return verdict;
  }

  toString() {
    return this.id;
  }
}

// Runs a client twice without trouble, and yields the experiments that its requests allow, the most important first.
export async function* survive(scopix, control, client, { faults, only, seed, hangAfter } = {}) {
  let clean;
  let plan;
  const began = Date.now();
  for (let run = 0; run < 2; run++) {
    const tenant = scopix.tenant();
    await client(tenant);
    plan = await control.call(tenant.apiKey, 'POST', 'survive/plan', { faults, only, seed, clean });
    ({ clean } = plan);
  }
  if (plan.differences.length > 0) throw new Error(`Two runs without trouble differ: ${plan.differences.join(' ')}`);
  const wait = hangAfter ?? Math.max(HANG_AFTER, (Date.now() - began) * 5);
  for (const experiment of plan.experiments)
    yield new SurvivalExperiment(scopix, control, client, { plan: experiment, clean, hangAfter: wait });
}

// How a client ended: without an exit code it did not end in time.
async function runClient(client, tenant, hangAfter) {
  let timer;
  const hung = new Promise((fulfil) => (timer = setTimeout(fulfil, hangAfter, {})));
  const ended = (async () => client(tenant))().then(() => ({ exit_code: 0 }), (error) => ({ exit_code: 1, output: describe(error) }));
  try {
    return await Promise.race([ended, hung]);
  } finally {
    clearTimeout(timer);
  }
}

// The messages of an error and of its causes.
function describe(error) {
  const lines = [];
  for (let part = error; part && lines.length < 10; part = part.cause) lines.push(String(part));
  return lines.join('\n').slice(0, LONGEST_OUTPUT);
}
