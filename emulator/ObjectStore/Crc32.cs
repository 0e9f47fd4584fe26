using System.Buffers.Binary;

namespace Scopix.Emulator.ObjectStore;

/// <summary>The CRC-32 of ISO 3309, as <c>x-amz-checksum-crc32</c> wants it; eight bytes a step.</summary>
internal sealed class Crc32
{
    private static readonly uint[][] Tables = MakeTables();
    private uint _state = uint.MaxValue;

    /// <summary>Four bytes, big-endian.</summary>
    public byte[] Value
    {
        get
        {
            var value = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(value, ~_state);
            return value;
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = _state;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = Tables[7][(byte)low] ^ Tables[6][(byte)(low >> 8)] ^ Tables[5][(byte)(low >> 16)] ^ Tables[4][low >> 24]
                ^ Tables[3][(byte)high] ^ Tables[2][(byte)(high >> 8)] ^ Tables[1][(byte)(high >> 16)] ^ Tables[0][high >> 24];
        }

        foreach (var b in bytes) crc = Tables[0][(byte)(crc ^ b)] ^ (crc >> 8);
        _state = crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = Enumerable.Range(0, 8).Select(_ => new uint[256]).ToArray();
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            tables[0][i] = crc;
        }

        for (var i = 0; i < 256; i++)
            for (var t = 1; t < 8; t++)
                tables[t][i] = tables[0][(byte)tables[t - 1][i]] ^ (tables[t - 1][i] >> 8);
        return tables;
    }
}
