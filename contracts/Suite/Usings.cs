global using System.Globalization;
global using System.Net;
global using System.Text;
global using System.Text.Json;
global using Scopix.Contracts.Checks;
global using Scopix.Contracts.Runner;
global using Xunit;
global using static Scopix.Contracts.Runner.Evidence;

[assembly: AssemblyFixture(typeof(Target))]
