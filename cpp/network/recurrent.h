#pragma once

#include "network/network.h"
#include "network/recurrent_cell.h"
#include "reference/stft.h"

namespace fourier_net {

/// A recurrent cell (network/recurrent_cell.h) that learns the short-time Fourier transform: it
/// reads a sound hop by hop and says, after each, the frame of the last nperseg samples, complex,
/// real parts of the nperseg / 2 + 1 bins, then imaginary ones. What was before the sound is
/// silence. The frames are those of
///   scipy.signal.spectrogram(numpy.pad(x, (nperseg - hop, 0)), window='hann', nperseg=nperseg,
///                            noverlap=nperseg - hop, mode='complex'),
/// so of white noise N(0, 1) each complex value has about variance 1, a part of it 1/2.
///
/// An example is three windows of hops: the third is there so that what it should have forgotten
/// shows in the loss. d = T hop samples; c = T frames, one after the other.
///
/// Its memory has to forget a sample after exactly one window: an exact A is nilpotent, all of its
/// eigenvalues are 0. It starts orthogonal, all of them on the unit circle: it forgets nothing, and
/// the first gradients are long. AMSGrad remembers the longest, and would go on in small steps for
/// ever: so their norm is limited.
class Recurrent : public Network {
 public:
  /// nperseg is even, a hop at most as long.
  Recurrent(int nperseg, int hop, int hidden);

  int inputs() const override { return static_cast<int>(hops_ * size_.hop); }
  int outputs() const override { return static_cast<int>(hops_ * size_.frame); }
  Index row_length(Index values) const override {
    return std::max(values, Index{1});
  }  ///< A sound.
  Index output_length(Index length) const override { return length / size_.hop * size_.frame; }
  Index weight_rows() const override { return size_.weight_rows(); }
  Index weight_columns() const override { return size_.weight_columns(); }
  Index examples_at_a_time() const override { return examples_at_a_time_; }
  double largest_gradient_norm() const override;

  /// A orthogonal, of all orthogonal matrices none more likely than another; B and C normal, of
  /// variance 1 / hidden.
  bool advance_initialisation(std::uint32_t seed, float* weights) override;

  /// A shift register, where there is room for the window: A moves what is remembered by a hop, B
  /// puts the new hop at its end, C is the transform of a frame.
  bool set_optimum(float* weights) const override;

  void targets(const Eigen::Ref<const Rows>& x, Eigen::Ref<Rows> y) override;

  /// x (B, any number of hops): y (B, as many frames).
  void predict(const float* weights, const Eigen::Ref<const Rows>& x, Eigen::Ref<Rows> y) override;

  void add_gradient(const float* weights, const Eigen::Ref<const Rows>& x,
                    Eigen::Ref<Rows> residual, float* gradient) override;

 private:
  void draw_weights(std::uint32_t seed, float* weights);

  int nperseg_;
  CellSize size_;
  Index hops_;  ///< T
  Index examples_at_a_time_;
  RecurrentCell<float> cell_;
  StftSettings settings_;
  Stft stft_;
  std::vector<float> samples_;  ///< Of two examples side by side, the silence before them included.
  std::vector<double> memory_;  ///< A, while it is made orthogonal, and empty otherwise.
  Index orthonormal_rows_ = 0;  ///< Of it so far.
};

}  // namespace fourier_net
