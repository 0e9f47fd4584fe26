using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Scopix.Emulator.Tests.Program;
using Xunit;

namespace Scopix.Emulator.Tests.Tls;

/// <summary>The options of the program for TLS.</summary>
public sealed class TlsProgramTests
{
    [Fact]
    public async Task The_program_prints_how_to_trust_its_certificate_and_curl_uses_HTTP_2()
    {
        using var folder = new DataDirectory();
        await using var emulator = await EmulatorProcess.StartAsync(
            ["--https"], null, ("XDG_DATA_HOME", folder.Location), ("LOCALAPPDATA", folder.Location), ("HOME", folder.Location));
        var address = Regex.Match(emulator.Banner, @"HTTPS\s+https://127\.0\.0\.1:(\d+)/api/v2").Groups[1].Value;
        var file = Regex.Match(emulator.Banner, @"(?m)^ +(\S+localhost\.pem)\s*$").Groups[1].Value;

        var (exit, output, errors) = await ClientScripts.RunAsync("curl",
            ["-sSf", "--cacert", file, "-o", "/dev/null", "-w", "%{http_version} %{ssl_verify_result}",
                $"https://localhost:{address}/_emulator/health"]);

        emulator.Banner.Should().Contain("NODE_EXTRA_CA_CERTS");
        file.Should().StartWith(folder.Location);
        (exit, errors).Should().Be((0, ""));
        output.Should().BeOneOf("2 0", "1.1 0");
    }

    [Fact]
    public async Task Without_the_option_nothing_is_created_and_no_other_port_is_open()
    {
        using var folder = new DataDirectory();
        await using var emulator = await EmulatorProcess.StartAsync([], null, ("XDG_DATA_HOME", folder.Location));

        emulator.Banner.Should().NotContain("HTTPS");
        Directory.GetFileSystemEntries(folder.Location).Should().BeEmpty();
    }

    [Theory]
    [InlineData("--cert {folder}/none.pem", "The certificate file {folder}/none.pem cannot be read: Could not find file")]
    [InlineData("--cert {folder}/key.pem", "The certificate file {folder}/key.pem contains no certificate in PEM format.")]
    [InlineData("--cert {folder}/cert.pem", "The key file {folder}/cert.pem contains no private key in PEM format.")]
    [InlineData("--cert {folder}/cert.pem --cert-key {folder}/none.pem", "The key file {folder}/none.pem cannot be read: Could not find")]
    [InlineData("--cert {folder}/cert.pem --cert-key {folder}/secret.pem", "The key file {folder}/secret.pem is protected by a password")]
    [InlineData("--cert {folder}/cert.pem --cert-key {folder}/other.pem",
        "The certificate file {folder}/cert.pem and the key file {folder}/other.pem cannot be used together: ")]
    [InlineData("--cert-key {folder}/key.pem", "--cert-key requires --cert.")]
    [InlineData("--https-port 8343", "--https-port requires --https.")]
    [InlineData("--https --port 9 --https-port 9", "--https-port must be another port than --port.")]
    [InlineData("--https perhaps", "--https must be on or off; it is perhaps.")]
    [InlineData("--https --https-port 70000", "--https-port must be a number from 0 to 65535; it is 70000.")]
    public async Task A_wrong_certificate_is_explained_with_exit_code_2(string line, string problem)
    {
        using var folder = new DataDirectory();
        var authority = new TestAuthority(folder.Location);
        authority.WriteCertificate(isOneFile: false);
        authority.WriteKey("other.pem");
        authority.WriteKey("secret.pem", password: "secret");

        var (exit, output, errors) = await EmulatorProcess.RunAsync(
            line.Replace("{folder}", folder.Location, StringComparison.Ordinal).Split(' '), null, ("XDG_DATA_HOME", folder.Location));

        (exit, output).Should().Be((2, ""));
        errors.Should().StartWith("scopix-emulator: " + problem.Replace("{folder}", folder.Location, StringComparison.Ordinal)).And
            .NotContain("   at ");
    }

    [Fact]
    public async Task A_port_for_TLS_that_is_in_use_is_explained_with_its_option()
    {
        await using var api = await TlsApi.StartAsync();
        var port = api.Emulator.HttpsAddress!.Port;

        var (exit, _, errors) = await EmulatorProcess.RunAsync(
            ["--port", "0", "--https", "--https-port", $"{port}"], null, ("XDG_DATA_HOME", api.Folder), ("LOCALAPPDATA", api.Folder));

        exit.Should().Be(1);
        errors.Should().Contain($"Cannot listen on 127.0.0.1:{port}: the port is in use; --https-port 0 selects a free port");
    }

    [Fact]
    public async Task A_folder_that_cannot_keep_the_certificate_is_explained_with_exit_code_1()
    {
        using var folder = new DataDirectory();
        var file = Path.Combine(folder.Location, "file");
        await File.WriteAllTextAsync(file, "");

        var (exit, _, errors) = await EmulatorProcess.RunAsync(
            ["--port", "0", "--https"], null, ("XDG_DATA_HOME", file), ("LOCALAPPDATA", file));

        exit.Should().Be(1);
        errors.Should().StartWith("scopix-emulator: The development certificate cannot be kept in ").And.NotContain("   at ");
    }
}
