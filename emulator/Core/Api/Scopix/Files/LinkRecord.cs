using Scopix.Fixtures;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>What is stored of a link beside what is stored of every file.</summary>
/// <param name="Page">What a crawl finds; revealed when the crawl is completed.</param>
internal sealed record LinkRecord(string Url, string Domain, LinkPage Page);
