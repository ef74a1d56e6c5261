#include "transform/complex_dft.h"
#include "transform/dct.h"
#include "transform/dst.h"
#include "transform/hadamard.h"
#include "transform/hartley.h"
#include "transform/hilbert.h"
#include "transform/matrix_product.h"

namespace fourier_net {
namespace {

template <typename Kind>
std::unique_ptr<Transform> of_size(int n, const GivenMatrix& /*matrix*/) {
  return std::make_unique<Kind>(n);
}

std::unique_ptr<Transform> of_matrix(int /*n*/, const GivenMatrix& matrix) {
  return std::make_unique<MatrixProduct>(matrix);
}

constexpr TransformKind kKinds[] = {
    {"dft", 0.03, of_size<ComplexDft>},
    {"dct", 0.03, of_size<Dct>},
    {"dst", 0.03, of_size<Dst>},
    {"hartley", 0.03, of_size<Hartley>},
    {"hadamard", 0.03, of_size<Hadamard>},
    {"hilbert", 0.01, of_size<Hilbert>},
    {"idft", 0.001, of_size<InverseDft>},
    {"convolution", 0.0, of_matrix},
    {"own", 0.0, of_matrix},
};

}  // namespace

const TransformKind* find_transform(const std::string& name) {
  for (const TransformKind& kind : kKinds) {
    if (name == kind.name) return &kind;
  }
  return nullptr;
}

std::string transform_names() {
  std::string names;
  for (const TransformKind& kind : kKinds) {
    if (!names.empty()) names += ", ";
    names += kind.name;
  }
  return names;
}

std::unique_ptr<Transform> make_transform(const std::string& name, int n,
                                          const GivenMatrix& matrix) {
  const TransformKind* kind = find_transform(name);
  return kind == nullptr ? nullptr : kind->make(n, matrix);
}

}  // namespace fourier_net
