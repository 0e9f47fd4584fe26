using System.IO.Compression;

namespace Scopix.Emulator.Tests.Upgrades;

/// <summary>Data that release 0.1.0 wrote: a data folder of two tenants, and an exported snapshot of the first.</summary>
internal static class Release010
{
    /// <summary>The key of LlamaCloud's tenant; Scopix's is the default one.</summary>
    public const string LlamaKey = "llx-upgradedfrom010";

    /// <summary>Files that are processed in both the folder and the snapshot.</summary>
    public const string Photo = "db2c634d-0195-4df5-bf65-f15f1de2f578", Plan = "6eb65293-5e58-4f12-8dca-d23492c9e408",
        Report = "5096c3f2-59c3-48e8-8ad7-a836a98db575",
        Clip = "4e7c03b2-b1c2-472c-b5ed-5b77f3aa6276", Link = "800b3ea7-7981-4abe-9dd0-5559512a10fd";

    /// <summary>A file that was uploaded after the snapshot was saved and is not processed yet.</summary>
    public const string LaterFile = "70039838-2ecf-45ee-9bfc-edc0086124ed";

    /// <summary>The batch of three files, of which one was refused.</summary>
    public const string Session = "c63e896b-e91d-49a7-a53a-fe4056868328";

    /// <summary>Direct uploads: completed, PUT, announced, aborted.</summary>
    public static readonly string[] Uploads =
    [
        "cf1fade5-7783-4de6-a7ae-18de249dd8f0", "b0ba4efa-fae0-4874-b5ab-ce72fa2f1cc3", "2d13058f-085f-449c-86ca-b7efabe545fc",
        "f54a4fa4-1e8a-4e44-8a19-df6afc39bf02",
    ];

    /// <summary>The description export.</summary>
    public const string Export = "b6dc9a51-2f17-42fa-9c9b-6cc1868aa707";

    public static byte[] Snapshot => File.ReadAllBytes(GetPath("snapshot.tar.gz"));

    /// <summary>A copy of the data folder.</summary>
    public static DataDirectory CopyDataFolder()
    {
        var folder = new DataDirectory();
        ZipFile.ExtractToDirectory(GetPath("data.zip"), folder.Location);
        return folder;
    }

    private static string GetPath(string name) => Path.Combine(AppContext.BaseDirectory, "Upgrades", "0.1.0", name);
}
