using Microsoft.Extensions.Logging.Abstractions;
using Scopix.Emulator.Documents;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Uploads;

namespace Scopix.Emulator.Tests.Uploads;

/// <summary>An intake without an emulator around it.</summary>
internal static class Intakes
{
    public static Intake Of(IObjectStore store, EmbeddedStore pictures) =>
        new(store, pictures, Documents(store), new EmulatorOptions(), NullLogger<Intake>.Instance);

    public static DocumentIntake Documents(IObjectStore store, FairReaders? readers = null, TimeProvider? time = null) =>
        new(store, readers ?? FairReaders.OfThisMachine(), time ?? TimeProvider.System, NullLogger<DocumentIntake>.Instance);
}
