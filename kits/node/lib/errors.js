// The emulator refused a request of the kit. The message has the request, the status and the reason.
export class EmulatorError extends Error {
  name = 'EmulatorError';

  constructor(request, status, text) {
    const { code, field, message } = readError(text);
    super(`${request} was refused with ${status}${code ? ` ${code}` : ''}: ${field ? `${field}: ` : ''}${message}`);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

// The journal does not have the expected requests. The message lists the nearest requests with their differences.
export class RequestVerificationError extends Error {
  name = 'RequestVerificationError';

  constructor(result) {
    const misses = result.near_misses.flatMap((miss) =>
      [`  ${miss.id} ${miss.method} ${miss.path}`, ...miss.differences.map((difference) => `    ${difference}`)]);
    super([result.message, ...misses].join('\n'));
    this.result = result;
  }
}

// A client did not survive an experiment. The message has the verdict, its reason, advice, and how to see it again.
export class SurvivalError extends Error {
  name = 'SurvivalError';

  constructor(experiment, verdict) {
    super([`${experiment.id}: ${verdict.verdict}. ${verdict.reason}`, experiment.description, verdict.advice,
      ...verdict.reproduction.setup].filter(Boolean).join('\n'));
    this.verdict = verdict;
  }
}

// The emulator did not start. The message has what it printed.
export class EmulatorStartError extends Error {
  name = 'EmulatorStartError';
}

// There is no program for this machine, or it is not the one that was packed. The message says what to do.
export class ProgramNotFoundError extends Error {
  name = 'ProgramNotFoundError';
}

// Some files are still processed. The message names them and says why.
export class NotIdleError extends Error {
  name = 'NotIdleError';
}

// The code, the field and the message of an error in either format.
function readError(text) {
  try {
    const { error, detail } = JSON.parse(text);
    if (error) return { code: error.code, field: error.details?.field, message: error.details?.issue ?? error.message ?? text };
    if (Array.isArray(detail)) return { field: String(detail[0].loc[1]), message: detail[0].msg };
    return { message: detail ?? text };
  } catch {
    return { message: text };
  }
}
