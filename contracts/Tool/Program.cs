using Scopix.Contracts.Tool;

return args is ["observe", ..] ? ObserveCommand.Run(args[1..]) : await ContractsCommand.RunAsync(args);
