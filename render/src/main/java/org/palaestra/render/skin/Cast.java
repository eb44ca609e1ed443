package org.palaestra.render.skin;

import com.badlogic.gdx.utils.IntMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of a scene, in the order in which they are painted, and by kind and id. */
final class Cast {

  private final List<Figure> order = new ArrayList<>();
  private Map<String, IntMap<Figure>> figures = new HashMap<>();
  private Map<String, IntMap<Figure>> spare = new HashMap<>();

  /** Whoever was there and is no more gets told of. */
  void change(List<Figure> next, List<Figure> gone) {
    spare.values().forEach(IntMap::clear);
    for (Figure figure : next) {
      spare.computeIfAbsent(figure.thing().kind(), kind -> new IntMap<>()).put(figure.id(), figure);
    }
    gone.clear();
    for (Figure figure : order) {
      IntMap<Figure> kind = spare.get(figure.thing().kind());
      if (kind == null || kind.get(figure.id()) != figure) {
        gone.add(figure);
      }
    }
    Map<String, IntMap<Figure>> last = figures;
    figures = spare;
    spare = last;
    order.clear();
    order.addAll(next);
  }

  /** Forgets everyone. */
  void clear() {
    order.clear();
    figures.values().forEach(IntMap::clear);
  }

  int size() {
    return order.size();
  }

  /** In the order of painting. */
  Figure get(int index) {
    return order.get(index);
  }

  /** By kind and id. */
  @Nullable Figure find(String kind, int id) {
    IntMap<Figure> all = figures.get(kind);
    return all == null ? null : all.get(id);
  }
}
