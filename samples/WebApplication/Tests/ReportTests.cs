using System.Net;
using System.Net.Http.Json;
using Scopix.Client;
using Scopix.Emulator;
using Xunit;

[assembly: AssemblyFixture(typeof(Reports.EmulatorFixture))]

namespace Reports;

public sealed class ReportTests(EmulatorFixture emulator)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_counts_the_files_of_a_tag()
    {
        var tenant = emulator.NewTenant();
        await using var application = new ReportApplication(tenant);
        using var http = application.CreateClient();
        await tenant.UploadAsync(
            UploadSource.FromBytes("Valve 7 leaks."u8.ToArray(), "leak.txt"), new UploadOptions { Tags = ["leak"] }, Token);

        var report = await http.GetFromJsonAsync<Report>("/reports/leak", Token);

        Assert.Equal(new Report("leak", 1), report);
    }

    [Fact]
    public async Task A_report_says_that_Scopix_refuses_the_key()
    {
        var tenant = emulator.NewTenant();
        await using var application = new ReportApplication(tenant);
        using var http = application.CreateClient();
        await tenant.Faults.AddAsync(new Fault { Operation = Operations.Files.List, Status = 403 }, Token);

        using var response = await http.GetAsync(new Uri("/reports/leak", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        await tenant.Requests.VerifyAsync(Operations.Files.List, times: 1, Token);
    }
}
