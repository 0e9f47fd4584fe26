namespace Scopix.Emulator.Control.Server;

/// <summary>The certificate that clients must trust, which each of them gets at its first message anyway.</summary>
/// <param name="pem">The certificate without its key; null without TLS.</param>
internal sealed class CertificateApi(string? pem)
{
    public void Map(IEndpointRouteBuilder control) => control.MapKeylessOperation("emulator.certificate", "GET", "/certificate.pem",
        _ => pem is null ? throw ApiError.NotFound("Certificate (the emulator runs without --https)")
            : ApiResponse.FromBytes(Encoding.ASCII.GetBytes(pem), "application/x-pem-file")).AcceptsAnyQuery();
}
