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

  freeze(at) {
    return this.#change('freeze', at === undefined ? {} : { at: at instanceof Date ? at.toISOString() : at });
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
