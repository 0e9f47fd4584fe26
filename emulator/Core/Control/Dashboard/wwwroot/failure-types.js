/** The error types of a stage that fails. */
export const FailureTypes = ['timeout', 'rate_limit', 'vlm_error', 'validation', 'resource_limit', 'unknown'];
