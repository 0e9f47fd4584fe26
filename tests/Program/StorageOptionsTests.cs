using System.Globalization;
using FluentAssertions;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>The program with <c>--storage</c>.</summary>
public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData("--storage ftp", "--storage must be one of embedded, s3; it is ftp.")]
    [InlineData("--storage-auth strict", "--storage-auth must be one of lenient, s3; it is strict.")]
    [InlineData("--s3-endpoint minio", "--s3-endpoint must be a scheme and a host")]
    [InlineData("--s3-public-endpoint http://minio/path", "--s3-public-endpoint must be a scheme and a host")]
    [InlineData("--s3-bucket Not_A_Bucket", "--s3-bucket must be 3 to 63")]
    public async Task A_wrong_option_is_named(string line, string problem)
    {
        var (exit, _, errors) = await EmulatorProcess.RunAsync(line.Split(' '));

        exit.Should().Be(2);
        errors.Should().Contain("scopix-emulator: " + problem);
    }

    [Fact]
    public async Task An_unreachable_server_is_reported_in_one_line_and_exits_with_1()
    {
        var (exit, output, errors) =
            await EmulatorProcess.RunAsync(["--port", "0", "--storage", "s3", "--s3-endpoint", "http://127.0.0.1:1"]);

        (exit, output).Should().Be((1, ""));
        errors.Trim().Should()
            .MatchRegex(@"^scopix-emulator: Storage http://127\.0\.0\.1:1/scopix-uploads cannot be used: .*refused.*$").And
            .NotContain("\n");
    }

    [OnMinio]
    public async Task Wrong_credentials_are_reported_in_one_line_and_exit_with_1()
    {
        var (key, secret) = (
            await EmulatorProcess.RunAsync([.. Arguments("wrong-credentials"), "--s3-access-key", "nobody"]),
            await EmulatorProcess.RunAsync([.. Arguments("wrong-credentials"), "--s3-secret-key", "something"]));

        (key.ExitCode, secret.ExitCode).Should().Be((1, 1));
        key.Errors.Trim().Should().Contain("cannot be used: InvalidAccessKeyId: ").And.NotContain("\n");
        secret.Errors.Trim().Should().Contain("cannot be used: SignatureDoesNotMatch: ").And.NotContain("\n").And.NotContain("something");
    }

    [OnMinio]
    public async Task The_bucket_is_created_at_start_and_clients_are_sent_to_the_public_endpoint()
    {
        var bucket = $"test-{Guid.NewGuid():n}";
        var publicEndpoint = $"http://localhost:{MinioServer.Endpoint!.Port.ToString(CultureInfo.InvariantCulture)}";
        await using (var emulatorProcess =
            await EmulatorProcess.StartAsync([.. Arguments(bucket)[2..], "--s3-public-endpoint", publicEndpoint, "--pipeline", "instant"]))
        {
            using var client = emulatorProcess.CreateClient();
            var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Photo()), "file", "a.jpg" } };
            var uploaded = await client.PostAsync("/api/v2/files/upload", form);
            var id = System.Text.Json.JsonDocument.Parse(await uploaded.Content.ReadAsStringAsync()).RootElement.Text("file_id");
            using var plain = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = client.BaseAddress };
            plain.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + EmulatorOptions.DefaultApiKey);
            var link = (await plain.GetAsync($"/api/v2/files/{id}/download")).Headers.Location!;
            using var anonymous = new HttpClient();

            link.AbsoluteUri.Should().StartWith(publicEndpoint + "/" + bucket + "/images/");
            (await anonymous.GetByteArrayAsync(link)).Should().Equal(Samples.Photo());
            var fromPublicEndpoint = await anonymous.GetAsync(link.AbsoluteUri.Replace("localhost", "127.0.0.1", StringComparison.Ordinal));
            ((int)fromPublicEndpoint.StatusCode).Should().Be(403, "the host is signed");
        }

        await MinioServer.RemoveBucketAsync(bucket);
    }

    [Theory, OnBothStores]
    public async Task The_AWS_SDK_is_loaded_only_for_an_S3_server(StoreUnderTest store)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("This test reads /proc to find the loaded assemblies, which needs Linux.");
        if (EmulatorProcess.IsNative) Assert.Skip("A native program contains its assemblies.");
        var bucket = $"test-{Guid.NewGuid():n}";
        await using (var emulatorProcess = await EmulatorProcess.StartAsync(store == StoreUnderTest.Minio ? Arguments(bucket)[2..] : []))
        {
            var loaded = (await File.ReadAllTextAsync($"/proc/{emulatorProcess.Id}/maps")).Contains("AWSSDK", StringComparison.Ordinal);

            loaded.Should().Be(store == StoreUnderTest.Minio);
        }

        if (store == StoreUnderTest.Minio) await MinioServer.RemoveBucketAsync(bucket);
    }

    private static string[] Arguments(string bucket) =>
        ["--port", "0", "--storage", "s3", "--s3-endpoint", MinioServer.Endpoint!.GetLeftPart(UriPartial.Authority), "--s3-bucket", bucket];
}
