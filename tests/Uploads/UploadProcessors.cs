using Microsoft.Extensions.Logging.Abstractions;
using Scopix.Emulator.Api.Scopix.Documents;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Storage;

namespace Scopix.Emulator.Tests.Uploads;

/// <summary>Creates upload processors without an emulator.</summary>
internal static class UploadProcessors
{
    public static UploadProcessor Create(IObjectStore store, EmbeddedStore local) =>
        new(store, local, CreateDocumentIntake(store), new EmulatorOptions(), NullLogger<UploadProcessor>.Instance);

    public static DocumentProcessor CreateDocumentIntake(
        IObjectStore store, FairReaderLimiter? readerLimiter = null, TimeProvider? time = null) =>
        new(store, readerLimiter ?? FairReaderLimiter.CreateForThisMachine(), time ?? TimeProvider.System,
            NullLogger<DocumentProcessor>.Instance);
}
