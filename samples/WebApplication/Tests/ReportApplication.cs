using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Scopix.Emulator;

namespace Reports;

/// <summary>The application under test, with the address and the key of a test's tenant in its configuration.</summary>
public sealed class ReportApplication(Tenant tenant) : WebApplicationFactory<Report>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder.UseSetting("ConnectionStrings:scopix", tenant.ConnectionString);
}
