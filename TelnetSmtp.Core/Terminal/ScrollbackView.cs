// A look at the scrollback as it was at one moment. Reads blocks that are only ever added to behind what it sees.
namespace TelnetSmtp.Core.Terminal;

/// <summary>Lines <see cref="First"/> … of the blocks that stood at that moment. Each access unpacks one line.</summary>
internal sealed class ScrollbackView(ScrollbackBlock[] blocks, long first, int count) : IScrollbackView
{
    public long First => first;

    public int Count => count;

    public ScreenLine this[long line]
    {
        get
        {
            if (line < first || line >= first + count)
                return ScreenLine.Blank;
            int low = 0, high = blocks.Length - 1;
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                if (blocks[middle].First <= line)
                    low = middle;
                else
                    high = middle - 1;
            }

            return LineCodec.Unpack(blocks[low][(int)(line - blocks[low].First)]);
        }
    }
}
