namespace Scopix.Emulator;

/// <summary>
/// The file of <see cref="EmulatorOptions.CertificateFile"/> or <see cref="EmulatorOptions.CertificateKeyFile"/> cannot be used. The
/// message names the file and the reason.
/// </summary>
public sealed class InvalidCertificateException : Exception
{
    internal InvalidCertificateException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
