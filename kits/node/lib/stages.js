// The processing of single files. Each method returns the stage's new status.
export class TenantStages {
  #control;
  #key;

  constructor(control, key) {
    this.#control = control;
    this.#key = key;
  }

  hold(fileId, stage) {
    return this.#change(fileId, stage, { action: 'hold' });
  }

  release(fileId, stage) {
    return this.#change(fileId, stage, { action: 'release' });
  }

  complete(fileId, stage) {
    return this.#change(fileId, stage, { action: 'complete' });
  }

  fail(fileId, stage, fail, message) {
    return this.#change(fileId, stage, { action: 'fail', fail, message });
  }

  retry(fileId, stage) {
    return this.#change(fileId, stage, { action: 'retry' });
  }

  releaseExport(exportId) {
    return this.#send(`data/exports/${encodeURIComponent(exportId)}/stages/export`, { action: 'release' });
  }

  failExport(exportId) {
    return this.#send(`data/exports/${encodeURIComponent(exportId)}/stages/export`, { action: 'fail' });
  }

  #change(fileId, stage, body) {
    return this.#send(`files/${encodeURIComponent(fileId)}/stages/${encodeURIComponent(stage)}`, body);
  }

  async #send(path, body) {
    return (await this.#control.call(this.#key, 'POST', path, body)).status;
  }
}
