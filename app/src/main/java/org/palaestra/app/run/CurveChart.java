package org.palaestra.app.run;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.AtomicFile;

/** Curves as a picture, each with a band for its interval. */
public final class CurveChart {

  /** Distinguishable for the colour-blind (Okabe and Ito, 2008). */
  private static final Color[] COLOURS = {
    new Color(0x0072b2),
    new Color(0xd55e00),
    new Color(0x009e73),
    new Color(0xcc79a7),
    new Color(0xe69f00),
    new Color(0x56b4e9),
    new Color(0x000000)
  };

  private static final int BAND_OPACITY = 45;

  private CurveChart() {}

  /**
   * Writes a PNG.
   *
   * @throws InvalidInputException if the name ends otherwise
   */
  public static void write(Path file, String title, String metric, List<Curve> curves)
      throws IOException {
    write(
        file,
        title,
        new Axes("environment steps", "#,###", metric, Styler.LegendPosition.InsideSE),
        curves);
  }

  /**
   * What is drawn over what.
   *
   * @param x title
   * @param pattern of its numbers
   * @param y title
   * @param legend where it hides the least
   */
  public record Axes(String x, String pattern, String y, Styler.LegendPosition legend) {}

  /**
   * Writes a PNG of anything over anything.
   *
   * @throws InvalidInputException if the name ends otherwise
   */
  public static void write(Path file, String title, Axes axes, List<Curve> curves)
      throws IOException {
    if (!String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new InvalidInputException("the file must end with .png, got \"%s\"".formatted(file));
    }
    XYChart chart =
        new XYChartBuilder()
            .width(960)
            .height(600)
            .title(title)
            .xAxisTitle(axes.x())
            .yAxisTitle(axes.y())
            .build();
    chart.getStyler().setLegendPosition(axes.legend());
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setXAxisDecimalPattern(axes.pattern());
    chart.getStyler().setLocale(Locale.ROOT);
    for (int i = 0; i < curves.size(); i++) {
      add(chart, curves.get(i), COLOURS[i % COLOURS.length], i / COLOURS.length);
    }
    AtomicFile.write(file, out -> ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", out));
  }

  private static void add(XYChart chart, Curve curve, Color colour, int round) {
    String name = curve.title() + (curve.seeds() == 1 ? "" : " (" + curve.seeds() + " seeds)");
    if (curve.seeds() > 1) {
      band(chart, curve, name, colour);
    }
    XYSeries series = chart.addSeries(name, curve.steps(), curve.middle());
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(colour);
    series.setLineStyle(
        new BasicStroke(
            2,
            BasicStroke.CAP_ROUND,
            BasicStroke.JOIN_ROUND,
            1,
            round == 0 ? null : new float[] {3 + 3 * round, 4},
            0));
  }

  /** Along the lower end and back along the upper one. */
  private static void band(XYChart chart, Curve curve, String name, Color colour) {
    int n = curve.steps().length;
    double[] x = new double[2 * n];
    double[] y = new double[2 * n];
    for (int i = 0; i < n; i++) {
      x[i] = curve.steps()[i];
      y[i] = curve.low()[i];
      x[2 * n - 1 - i] = curve.steps()[i];
      y[2 * n - 1 - i] = curve.high()[i];
    }
    XYSeries series = chart.addSeries(name + ", 95 %", x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(new Color(0, true));
    series.setFillColor(
        new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND_OPACITY));
    series.setShowInLegend(false);
  }
}
