#include "transform/complex_dft.h"
#include "transform/dct.h"
#include "transform/hadamard.h"
#include "transform/hartley.h"
#include "transform/hilbert.h"
#include "transform/matrix_product.h"

namespace fourier_net {

std::unique_ptr<Transform> make_transform(const std::string& name, int n,
                                          const GivenMatrix& matrix) {
  if (name == "dft") return std::make_unique<ComplexDft>(n);
  if (name == "idft") return std::make_unique<InverseDft>(n);
  if (name == "dct") return std::make_unique<Dct>(n);
  if (name == "hartley") return std::make_unique<Hartley>(n);
  if (name == "hadamard") return std::make_unique<Hadamard>(n);
  if (name == "hilbert") return std::make_unique<Hilbert>(n);
  if (name == "convolution" || name == "own") return std::make_unique<MatrixProduct>(matrix);
  return nullptr;
}

}  // namespace fourier_net
