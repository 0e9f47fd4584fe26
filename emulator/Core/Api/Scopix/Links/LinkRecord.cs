using Scopix.Fixtures;

namespace Scopix.Emulator.Api.Scopix.Links;

/// <summary>What is kept of a link beside what is kept of every file.</summary>
/// <param name="Url">As it was sent.</param>
/// <param name="Domain">Its host.</param>
/// <param name="Page">What a crawl finds there; shown once the crawl is completed.</param>
internal sealed record LinkRecord(string Url, string Domain, LinkPage Page);
