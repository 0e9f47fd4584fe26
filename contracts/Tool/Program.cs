return await Scopix.Contracts.Tool.ContractsCommand.RunAsync(args);
