namespace Scopix.Emulator.Media;

/// <summary>One track of an MP4 or MOV, as its header says and as its fragments add to it. Times are in its own scale.</summary>
internal sealed class IsoTrack
{
    public long Id { get; set; }

    public string Handler { get; set; } = "";

    /// <summary>Its sample entries (<c>stsd</c>).</summary>
    public IsoBox Entries { get; set; }

    /// <summary>Whole pixels by its header, before its matrix.</summary>
    public (int Width, int Height) Size { get; set; }

    /// <summary>True when its matrix turns it by a quarter.</summary>
    public bool IsTurned { get; set; }

    public long Scale { get; set; }

    /// <summary>From the header and all fragments.</summary>
    public double Length { get; set; }

    /// <summary>Where the last fragment ends.</summary>
    public double End { get; set; }

    /// <summary>Pictures or pieces of sound, in the header's table and all fragments.</summary>
    public double Samples { get; set; }

    /// <summary>How long a sample of a fragment is that does not say.</summary>
    public long DefaultLength { get; set; }

    public double Seconds => Scale > 0 ? Math.Max(Length, End) / Scale : 0;

    public double Rate => Length > 0 ? Samples * Scale / Length : 0;
}
