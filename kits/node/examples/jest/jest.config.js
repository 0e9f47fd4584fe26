export default { transform: {}, globalSetup: './setup.js', globalTeardown: './teardown.js' };
