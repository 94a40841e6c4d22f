namespace FlinkYarn.Hadoop.Tests.Damage;

/// <summary>What a decoder may meet: noise, and good bytes that were changed, cut or doubled on the way.</summary>
static class DamagedBytes
{
    const int FewKibibytes = 160 << 10;

    // Values that lengths and tags like least.
    static readonly byte[] Nasty = [0x00, 0x01, 0x7f, 0x80, 0x84, 0x87, 0x88, 0x8c, 0x8f, 0x96, 0xff];

    /// <summary>The same ones in each run.</summary>
    public static IEnumerable<byte[]> Of(byte[] good, int count)
    {
        var random = new Random(good.Length);
        for (var number = 0; number < count; number++)
        {
            if (number % 3 == 0)
            {
                var noise = new byte[random.Next(300)];
                random.NextBytes(noise);
                yield return noise;
                continue;
            }

            var bytes = (byte[])good.Clone();
            for (var changes = random.Next(1, 6); changes > 0 && bytes.Length > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(2) == 0
                    ? Nasty[random.Next(Nasty.Length)] : (byte)random.Next(256);
            }

            var cut = random.Next(4) == 0 ? random.Next(bytes.Length + 1) : bytes.Length;
            yield return number % 3 == 1 ? bytes[..cut] : [.. bytes[..cut], .. bytes];
        }
    }

    /// <summary>
    /// Decodes all of them: each is read or refused as damaged, and never takes memory by what it merely says.
    /// </summary>
    /// <param name="growth">How many bytes one good byte may become.</param>
    public static void AreReadOrRefused(byte[] good, int growth, Action<byte[]> decode)
    {
        var refused = 0;
        // Once with good bytes: what is made once for all does not count.
        decode(good);
        foreach (var bytes in Of(good, 1500))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                decode(bytes);
            }
            catch (Exception failure) when (failure is InvalidDataException or IOException)
            {
                refused++;
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"On {Convert.ToHexString(bytes)}: {failure}", failure);
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(
                FewKibibytes + (bytes.Length * (long)growth), "of {0}", Convert.ToHexString(bytes));
        }

        refused.Should().BePositive("otherwise nothing was damaged");
    }
}
