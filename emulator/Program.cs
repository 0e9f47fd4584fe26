using Scopix.Emulator;

await using var emulator = await Emulator.StartAsync(new EmulatorOptions());
await emulator.WaitForShutdownAsync();
return 0;
