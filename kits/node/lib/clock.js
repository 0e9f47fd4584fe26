const SECONDS = { days: 86_400, hours: 3_600, minutes: 60, seconds: 1 };

// A tenant's clock, which shows real time at first. Each method that changes it returns its new time.
export class TenantClock {
  #control;
  #key;

  constructor(control, key) {
    this.#control = control;
    this.#key = key;
  }

  async getNow() {
    return new Date((await this.get()).now);
  }

  get() {
    return this.#control.call(this.#key, 'GET', 'clock');
  }

  // `await using` ends what this call has begun: a clock that was frozen before stays frozen.
  async freeze(at) {
    const { frozen } = await this.get();
    const time = await this.#change('freeze', at === undefined ? {} : { at: at instanceof Date ? at.toISOString() : at });
    return Object.defineProperty(time, Symbol.asyncDispose, { value: async () => { if (!frozen) await this.resume(); } });
  }

  // The same for versions of Node without `await using`.
  async whileFrozen(at, work) {
    const time = await this.freeze(at);
    try {
      return await work(time);
    } finally {
      await time[Symbol.asyncDispose]();
    }
  }

  advance(by) {
    if (typeof by === 'string') return this.#change('advance', { by });
    const seconds = Object.entries(by).map(([unit, count]) => {
      if (!(unit in SECONDS)) throw new TypeError(`${unit} is no unit: days, hours, minutes or seconds.`);
      return SECONDS[unit] * count;
    });
    return this.#change('advance', { seconds: seconds.reduce((sum, part) => sum + part, 0) });
  }

  resume() {
    return this.#change('resume');
  }

  async #change(verb, body) {
    return new Date((await this.#control.call(this.#key, 'POST', `clock/${verb}`, body)).now);
  }
}
