var builder = DistributedApplication.CreateBuilder(args);

var scopix = builder.AddScopixEmulator("scopix").WithDataset("demo").WithDataVolume();

builder.AddProject<Projects.Gallery>("gallery").WithHttpEndpoint().WithReference(scopix).WaitFor(scopix);

builder.Build().Run();
