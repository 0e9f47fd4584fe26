global using System.Globalization;
global using System.Net;
global using System.Text;
global using System.Text.Json;
global using Xunit;
global using static Scopix.Contracts.Evidence;
using Scopix.Contracts;

[assembly: AssemblyFixture(typeof(Scopix.Contracts.Target))]
