package org.palaestra.nn;

import java.util.Map;

/** Recorded cases of layers for images, and of normalisation. */
final class ImageCases {

  private ImageCases() {}

  static Map<String, TorchCase.Builder> all() {
    return Map.of(
        "conv2d", ImageCases::convolution,
        "conv_transpose2d", ImageCases::transpose,
        "max_pool2d", recorded -> y(Pooling.maxPool(recorded.input("x"), kernel(recorded))),
        "avg_pool2d", recorded -> y(Pooling.averagePool(recorded.input("x"), kernel(recorded))),
        "max_pool2d_then_max_unpool2d", ImageCases::unpool,
        "upsample_nearest2d", ImageCases::upsample,
        "batch_norm_train", ImageCases::batchNormTrain,
        "batch_norm_eval", ImageCases::batchNormEval,
        "layer_norm", ImageCases::layerNorm);
  }

  private static Map<String, Tensor> y(Tensor y) {
    return Map.of("y", y);
  }

  private static Map<String, Tensor> layer(TorchCase recorded, Layer layer) {
    recorded.parameter("weight", "layer.weight");
    recorded.parameter("bias", "layer.bias");
    return y(layer.apply(recorded.input("x")));
  }

  /** The window of a convolution, whose extents are the weights' last two. */
  private static Window window(TorchCase recorded, int[] weight) {
    return new Window(weight[2], weight[3], whole(recorded, "stride"), whole(recorded, "padding"));
  }

  private static Window kernel(TorchCase recorded) {
    return Window.square(
        whole(recorded, "kernel"), whole(recorded, "stride"), whole(recorded, "padding"));
  }

  /** A whole number among the attributes, 0 if it is not there. */
  private static int whole(TorchCase recorded, String name) {
    return (int) recorded.attribute(name);
  }

  private static Map<String, Tensor> convolution(TorchCase recorded) {
    int[] shape = recorded.shape("weight");
    Window window = window(recorded, shape);
    return layer(recorded, new Conv2d(recorded.parameters(), "layer", shape[1], shape[0], window));
  }

  private static Map<String, Tensor> transpose(TorchCase recorded) {
    int[] shape = recorded.shape("weight");
    Window window = window(recorded, shape);
    return layer(
        recorded, new ConvTranspose2d(recorded.parameters(), "layer", shape[0], shape[1], window));
  }

  private static Map<String, Tensor> unpool(TorchCase recorded) {
    Pooled pooled = Pooling.maxPoolWithPlaces(recorded.input("x"), kernel(recorded));
    return y(Pooling.maxUnpool(pooled.output(), pooled));
  }

  private static Map<String, Tensor> upsample(TorchCase recorded) {
    return y(Pooling.upsampleNearest(recorded.input("x"), whole(recorded, "scale")));
  }

  private static Map<String, Tensor> batchNormTrain(TorchCase recorded) {
    BatchNorm layer =
        new BatchNorm(
            recorded.parameters(),
            "layer",
            recorded.shape("weight")[0],
            recorded.attribute("epsilon"),
            recorded.attribute("momentum"));
    recorded.parameters().initialise(recorded.graph().random());
    recorded.after("running_mean_after", buffer(recorded, "layer.running_mean").value());
    recorded.after("running_var_after", buffer(recorded, "layer.running_var").value());
    return layer(recorded, layer);
  }

  private static Map<String, Tensor> batchNormEval(TorchCase recorded) {
    BatchNorm layer =
        new BatchNorm(
            recorded.parameters(),
            "layer",
            recorded.shape("weight")[0],
            recorded.attribute("epsilon"),
            0.1);
    for (String name : new String[] {"running_mean", "running_var"}) {
      float[] given = TorchCase.numbers(recorded.json().path("attributes").path(name));
      buffer(recorded, "layer." + name).set(given);
    }
    recorded.graph().training(false);
    return layer(recorded, layer);
  }

  private static Map<String, Tensor> layerNorm(TorchCase recorded) {
    return layer(
        recorded,
        new LayerNorm(
            recorded.parameters(),
            "layer",
            recorded.shape("weight")[0],
            recorded.attribute("epsilon")));
  }

  private static Buffer buffer(TorchCase recorded, String name) {
    return recorded.parameters().buffers().stream()
        .filter(buffer -> buffer.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
