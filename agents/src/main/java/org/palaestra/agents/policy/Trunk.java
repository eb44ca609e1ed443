package org.palaestra.agents.policy;

import org.palaestra.agents.network.Body;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.agents.network.Recall;
import org.palaestra.agents.network.RecurrentBody;
import org.palaestra.agents.network.RecurrentBodySettings;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.space.Space;

/** What a policy or a value stands on: features of what is observed, perhaps of what was, too. */
interface Trunk {

  /** Which layers it is made of. */
  sealed interface Kind {

    Trunk of(Parameters weights, String name, Space observations);
  }

  /** Layers that know what is observed now. */
  record Forward(BodySettings settings) implements Kind {

    @Override
    public Trunk of(Parameters weights, String name, Space observations) {
      Body body = new Body(weights, name, observations, settings, Body.Start.ORTHOGONAL);
      return new Trunk() {
        @Override
        public int width() {
          return body.width();
        }

        @Override
        public Tensor features(Tensor x, Recall recall) {
          return body.features(x);
        }
      };
    }
  }

  /** Layers that remember. */
  record Remembering(RecurrentBodySettings settings) implements Kind {

    @Override
    public Trunk of(Parameters weights, String name, Space observations) {
      RecurrentBody body =
          new RecurrentBody(weights, name, observations, settings, Body.Start.ORTHOGONAL);
      return new Trunk() {
        @Override
        public int width() {
          return body.width();
        }

        @Override
        public Tensor features(Tensor x, Recall recall) {
          return body.features(x, recall);
        }
      };
    }
  }

  /** Numbers that {@link #features} gives for one observation. */
  int width();

  /**
   * The features in the graph of {@code x}.
   *
   * @param x {@code [B · T, D]}, sequence by sequence
   * @param recall of these sequences
   * @return {@code [B · T, width]}
   */
  Tensor features(Tensor x, Recall recall);
}
