module examples

go 1.19

require isms v0.0.0

replace isms => ../../bindings/go
