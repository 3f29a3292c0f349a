module isms

go 1.19
