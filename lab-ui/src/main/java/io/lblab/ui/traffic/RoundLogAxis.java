package io.lblab.ui.traffic;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/// A logarithmic axis whose ticks are round numbers, 1, 2 and 5 of each power of ten, as many as
/// there is room for. JFreeChart's own stand at powers of a root of ten where the range is short.
final class RoundLogAxis extends LogAxis {

    private static final long serialVersionUID = 1L;

    private static final double WIDTH = 52;
    private static final double HEIGHT = 26;

    @Override
    public List<ValueTick> refreshTicks(
            Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        boolean across = RectangleEdge.isTopOrBottom(edge);
        double room = across ? area.getWidth() / WIDTH : area.getHeight() / HEIGHT;
        List<ValueTick> ticks = List.of();
        for (int[] of : new int[][] {{1, 2, 5}, {1, 3}, {1}}) {
            ticks = ticks(of, across);
            if (ticks.size() <= room) {
                break;
            }
        }
        return ticks;
    }

    private List<ValueTick> ticks(int[] of, boolean across) {
        List<ValueTick> ticks = new ArrayList<>();
        int lowest = (int) Math.floor(Math.log10(getLowerBound()));
        int highest = (int) Math.ceil(Math.log10(getUpperBound()));
        for (int power = lowest; power <= highest; power++) {
            for (int first : of) {
                double value = first * Math.pow(10, power);
                if (getRange().contains(value)) {
                    ticks.add(
                            new NumberTick(
                                    value,
                                    getNumberFormatOverride().format(value),
                                    across ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT,
                                    TextAnchor.CENTER,
                                    0));
                }
            }
        }
        return ticks;
    }
}
