using System.Diagnostics;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>A user whose number has no name, as in <c>docker run --user 4711</c>.</summary>
public sealed class NamelessUserTests
{
    private const string UserId = "4711";

    [Fact]
    public async Task A_user_without_a_name_can_upload()
    {
        if (!await CanBeNamelessAsync()) Assert.Skip("This test changes the user, for which it must run as root in a folder open to all.");
        await using var emulator = await EmulatorProcess.StartAsUserAsync(UserId);
        using var client = emulator.CreateClient();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Photo()), "file", "photo.jpg" } };

        using var response = await client.PostAsync("/api/v2/files/upload", form, TestContext.Current.CancellationToken);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.Should().BeTrue(text);
    }

    private static async Task<bool> CanBeNamelessAsync()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/setpriv")) return false;
        var start = new ProcessStartInfo("/usr/bin/setpriv", [.. EmulatorProcess.ChangeUser(UserId), "test", "-r",
            Path.Combine(AppContext.BaseDirectory, "Scopix.Emulator.Tool.dll")])
        { RedirectStandardError = true };
        using var check = Process.Start(start)!;
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        return check.ExitCode == 0;
    }
}
