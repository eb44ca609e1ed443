package org.palaestra.render.skin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.palaestra.view.Canvas.Align;
import org.palaestra.view.Drawing;

class SceneTest {

  @Test
  void thingsAreFoundBetweenLooseShapes() {
    Scene scene =
        Scene.of(
            Moments.drawing(
                canvas -> {
                  canvas.rectangle(0, 0, 20, 1, 0xFF333333);
                  canvas.beginEntity("cart", 7, 3, 1.5, 0.25);
                  canvas.rectangle(2, 1, 2, 1, 0xFF00FF00);
                  canvas.endEntity();
                  canvas.text("score", 1, 9, 1, Align.LEFT, 0xFFFFFFFF);
                }));
    assertThat(scene.things()).hasSize(1);
    Thing cart = scene.things().get(0);
    assertThat(cart.kind()).isEqualTo("cart");
    assertThat(cart.id()).isEqualTo(7);
    assertThat(cart.x()).isEqualTo(3);
    assertThat(cart.y()).isEqualTo(1.5);
    assertThat(cart.rotation()).isEqualTo(0.25);
    assertThat(scene.drawing().shapes().subList(cart.from(), cart.to()))
        .containsExactly(new Drawing.Rectangle(2, 1, 2, 1, 0xFF00FF00));
    assertThat(scene.reach()).as("a quarter of the height").isEqualTo(2.5);
  }

  @Test
  void tintIsTheOpaqueColorOfTheLargestArea() {
    Scene scene =
        Scene.of(
            Moments.drawing(
                canvas -> {
                  canvas.beginEntity("thing", 0, 5, 5, 0);
                  canvas.circle(5, 5, 3, 0x40FFFFFF); // 28 units, but one can see through
                  canvas.circle(5, 5, 0.9, 0xFF112233); // 2.5
                  canvas.rectangle(5, 5, 1, 1.3, 0xFF445566); // 1.3 and 1.3
                  canvas.polygon(new double[] {0, 0, 2, 0, 2, 1.3}, 0xFF445566);
                  canvas.line(5, 5, 6, 5, 0.5, 0xFF778899); // 0.7
                  canvas.endEntity();
                }));
    assertThat(scene.things().get(0).tint()).isEqualTo(0xFF445566);
  }

  @Test
  void thingWithinAThingIsAPartOfIt() {
    Scene scene =
        Scene.of(
            Moments.drawing(
                canvas -> {
                  canvas.beginEntity("car", 0, 5, 5, 0);
                  canvas.beginEntity("wheel", 0, 4, 5, 0);
                  canvas.circle(4, 5, 1, 0xFF112233);
                  canvas.endEntity();
                  canvas.endEntity();
                }));
    assertThat(scene.things()).extracting(Thing::kind).containsExactly("car");
  }

  @Test
  void drawingWithoutAWorldIsRefused() {
    assertThatThrownBy(() -> Scene.of(new Drawing(List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got nothing");
  }
}
